/** `dist/custom-elements.json`: tags, attributes, properties, events, slots, parts and tokens, read from the docblocks. */
export default {
  globs: ['components/**/*.ts'],
  exclude: ['components/**/*.vega.ts'],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
  plugins: [builtPaths()],
};

/** The manifest travels with the built package, so its paths name built files. */
function builtPaths() {
  const toBuilt = (path) => path.replace(/\.ts$/, '.js');
  const visit = (value) => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (typeof value !== 'object' || value === null) return undefined;
    for (const key of ['path', 'module']) if (typeof value[key] === 'string' && value[key].startsWith('components/')) value[key] = toBuilt(value[key]);
    return Object.values(value).forEach(visit);
  };
  return {name: 'built-paths', packageLinkPhase: ({customElementsManifest}) => visit(customElementsManifest)};
}
