import { type DownloadOptions, fetchFile } from './fetchFile.js';

/**
 * A file from the web, checked, and kept for the next time; what is packed by gzip comes unpacked.
 *
 * A connection that breaks off is taken up again where it broke, in the same run and, in Node, in the next.
 *
 * @param sha256 - Of the file as it is served, or of its contents unpacked.
 * @returns The contents.
 * @throws {Error} If the download fails or has another hash, or, offline, the cache lacks it. What the cache holds stays.
 * @example
 * const hash = 'd'.repeat(64);
 * await download('http://127.0.0.1:9/data.csv', hash, { cache: 'cache' }); // throws download: http://127.0.0.1:9/data.csv must be reachable, got: …
 */
export function download(url: string, sha256: string, options: DownloadOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
  return fetchFile('download', url, sha256, options);
}
