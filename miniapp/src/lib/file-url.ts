/** The whole address of a file that the server names by a path ('/api/files/…'). Whole addresses stay as they are. */
export const fileUrl = (path: string): string => (path.startsWith('/') ? `${process.env.TARO_APP_API}${path}` : path);
