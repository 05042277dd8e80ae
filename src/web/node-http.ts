/**
 * What this program uses of node:http. A static import of that module would read its every export, and so load its
 * WebSocket and with it a whole HTTP client: 50 ms of a start.
 */
export const { createServer, request } = process.getBuiltinModule('node:http');
