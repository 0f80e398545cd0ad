/** A drawing, as text and as a file. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** The drawing as an SVG document. */
  readonly svg: string;
  /**
   * The drawing as the bytes of a PNG file, with the same letters on every machine.
   *
   * @param scale - Pixels for each unit of width. Default 2, sharp on today's screens and in print.
   */
  png(scale?: number): Promise<Uint8Array>;
  /**
   * Writes the drawing, whole or not at all; folders are made.
   *
   * @param file - Its ending, .svg or .png, says as what.
   * @throws {RangeError} If the ending is another.
   * @throws {Error} If the file cannot be written.
   */
  save(file: string): Promise<void>;
  /**
   * The drawing as an element for a page, in browsers.
   *
   * @throws {Error} Where there is no page.
   */
  element(): SVGSVGElement;
}

/** A picture of an SVG document. */
export function picture(svg: string, width: number, height: number): Picture {
  const png = async (scale = 2): Promise<Uint8Array> => {
    if (!(scale > 0 && Number.isFinite(scale))) {
      throw new RangeError(`png: scale must be a positive number, got ${scale}.`);
    }
    const modules = node();
    if (!modules) return rasterize(svg, width * scale, height * scale);
    // Loaded where it is needed: SVG does without the native module, and bundlers for browsers do not look for it.
    const renderer = '@resvg/resvg-js';
    const { Resvg }: typeof import('@resvg/resvg-js') = await import(/* @vite-ignore */ renderer);
    const require = modules.module.createRequire(import.meta.url);
    const font = {
      fontFiles: [
        require.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
        require.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'),
      ],
      defaultFontFamily: 'Inter',
      sansSerifFamily: 'Inter',
      // Ours has Latin, Greek and Cyrillic letters; others are looked for in the system.
      loadSystemFonts: /[^\0-\u052f\u2000-\u22ff]/.test(svg),
    };
    return new Resvg(svg, { font, fitTo: { mode: 'zoom', value: scale } }).render().asPng();
  };
  return {
    width,
    height,
    svg,
    png,
    element() {
      if (typeof DOMParser === 'undefined')
        throw new Error('element: there must be a page, got none; use svg or save.');
      return new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement as unknown as SVGSVGElement;
    },
    async save(file) {
      const type = /\.(svg|png)$/i.exec(file)?.[1]?.toLowerCase();
      if (type === undefined) throw new RangeError(`save: the file must end in .svg or .png, got "${file}".`);
      const modules = node();
      if (!modules) throw new Error('save: there must be a file system, got a browser; use element, svg or png.');
      const { fs, path } = modules;
      const contents = type === 'svg' ? svg : await png();
      const temporary = `${file}.${crypto.randomUUID()}.tmp`;
      try {
        await fs.mkdir(path.dirname(file), { recursive: true });
        await fs.writeFile(temporary, contents);
        await fs.rename(temporary, file);
      } catch (cause) {
        await fs.rm(temporary, { force: true }).catch(() => {});
        throw new Error(`save: ${path.resolve(file)} must be writable, got: ${(cause as Error).message}.`, { cause });
      }
    },
  };
}

/** Node's own modules, undefined in browsers. */
function node() {
  const load = globalThis.process?.getBuiltinModule;
  return load && { fs: load('node:fs/promises'), path: load('node:path'), module: load('node:module') };
}

/** PNG by the browser. */
async function rasterize(svg: string, width: number, height: number): Promise<Uint8Array> {
  const image = new Image(width, height);
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  canvas.getContext('2d')!.drawImage(image, 0, 0, width, height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
  if (!blob) throw new Error(`png: the browser must make a picture of ${width} × ${height} pixels, got none.`);
  return new Uint8Array(await blob.arrayBuffer());
}
