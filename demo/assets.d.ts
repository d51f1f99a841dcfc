/** Addresses of files that the bundler copies. */
declare module '*?url' {
  const address: string;
  export default address;
}
