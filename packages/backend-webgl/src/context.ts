/** A context as tfjs asks for one, on a canvas that a page or a worker has. */
export function contextOf(powerPreference: WebGLPowerPreference): WebGL2RenderingContext | null {
  const canvas =
    typeof document !== 'undefined'
      ? document.createElement('canvas')
      : typeof OffscreenCanvas !== 'undefined'
        ? new OffscreenCanvas(1, 1)
        : undefined;
  return (canvas?.getContext('webgl2', {
    alpha: false,
    antialias: false,
    premultipliedAlpha: false,
    preserveDrawingBuffer: false,
    depth: false,
    stencil: false,
    // A browser that draws in software is slower than wasm.
    failIfMajorPerformanceCaveat: true,
    powerPreference,
  }) ?? null) as WebGL2RenderingContext | null;
}

/** The driver's own words for what computes. */
export function describe(gl: WebGL2RenderingContext): string {
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  return String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER) || 'unnamed adapter');
}
