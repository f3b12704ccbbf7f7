// A page's script may come after the reader has already gone elsewhere: he tapped, nothing came, he went back. Taro's
// router (4.2.1) then still puts that page in front, under the other page's address. This loader makes it drop the page.
const CHECK = 'if (!element || currentLock !== postLock)';

module.exports = function latePage(source) {
  if (!source.includes(CHECK)) throw new Error("@tarojs/router has changed: does it still show a page that came too late? See late-page.js");
  return source.replace(CHECK, 'if (!element || currentLock !== postLock || history.location.key !== location.key)');
};
