/** Publishing with this process's zone data would bring back offsets of older data than what was published last. */
export class OlderZoneDataError extends Error {
  override name = 'OlderZoneDataError';
}
