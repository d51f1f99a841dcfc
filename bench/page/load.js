globalThis.measureLoad = async () => ({});
