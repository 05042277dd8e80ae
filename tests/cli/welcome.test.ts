import { describe, expect, it } from 'vitest';
import { describeServing } from '../../src/cli/welcome.ts';
import { createCourses } from '../../src/feeds/courses.ts';

function openLine(host: string, publicUrl: string | null = null): string | undefined {
  const lines = describeServing(createCourses(), { host, port: 4180 }, publicUrl, 'data');
  return lines.find((line) => line.includes('open'))?.trim();
}

describe('the message of serve', () => {
  it.each([
    ['127.0.0.1', 'http://127.0.0.1:4180/'],
    ['::1', 'http://[::1]:4180/'],
    ['0.0.0.0', 'http://localhost:4180/'],
    ['::', 'http://localhost:4180/'],
  ])('shows an address that opens when it listens on %s', (host, address) => {
    expect(openLine(host)).toBe(`open       ${address}`);
  });

  it('shows the public address where one is set', () => {
    expect(openLine('0.0.0.0', 'https://feeds.example.edu')).toBe('open       https://feeds.example.edu/');
  });
});
