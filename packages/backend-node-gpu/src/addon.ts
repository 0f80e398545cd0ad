import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The packages of tfjs that bring TensorFlow to Node. */
export type Addon = '@tensorflow/tfjs-node-gpu' | '@tensorflow/tfjs-node';

const require = /* @__PURE__ */ createRequire(import.meta.url);

/** The package's folder, undefined where it is not installed. */
function folderOf(addon: Addon): string | undefined {
  try {
    return path.dirname(require.resolve(`${addon}/package.json`));
  } catch {
    return undefined;
  }
}

/** What keeps a package from being loaded, and its remedy; undefined where nothing does. Loads nothing. */
export function whyNot(addon: Addon): string | undefined {
  const gpu = addon === '@tensorflow/tfjs-node-gpu';
  const { platform, arch } = process;
  if (gpu && !(arch === 'x64' && (platform === 'linux' || platform === 'win32'))) {
    return `${addon} is made for Linux and Windows on x64, and this is ${platform} on ${arch}; take @tenonjs/backend-webgpu for this GPU.`;
  }
  const folder = folderOf(addon);
  if (folder === undefined) {
    return `${addon} is not installed; npm install ${addon} beside this program${gpu ? ', with CUDA 11.2 and cuDNN 8.1 on the machine' : ''}, or take another backend.`;
  }
  const lib = path.join(folder, 'lib');
  const built = existsSync(lib) ? readdirSync(lib) : [];
  if (!built.some((version) => existsSync(path.join(lib, version, 'tfjs_binding.node')))) {
    return `${addon} has no tfjs_binding.node in ${lib}, which its install script fetches or builds; npm rebuild ${addon} with scripts allowed, or take another backend.`;
  }
  return undefined;
}

/** Loads the package, which registers the backend `tensorflow` and makes it the current one. */
export async function load(addon: Addon): Promise<void> {
  const { default: util } = await import('node:util');
  // Node 23 took these away, and the package calls them.
  const old = util as { isNullOrUndefined?: unknown; isArray?: unknown };
  old.isNullOrUndefined ??= (x: unknown) => x === null || x === undefined;
  old.isArray ??= Array.isArray;
  try {
    require(addon);
  } catch (error) {
    const { message } = error as Error;
    const library = /(\S+\.(?:so|dylib)[\w.]*): cannot open shared object file/.exec(message)?.[1];
    throw new Error(
      library
        ? `activate: ${addon} needs ${library}, which this machine does not find; npm rebuild ${addon} if it is libtensorflow, otherwise install it and put its folder on LD_LIBRARY_PATH, or take another backend.`
        : `activate: ${addon} could not be loaded (${message.trim().split('\n')[0]}); npm rebuild ${addon}, or take another backend.`,
      { cause: error },
    );
  }
}
