/** Only a browser fetches its pages one by one; on WeChat they are part of the program. */
export function watchLostPages(): void {}
