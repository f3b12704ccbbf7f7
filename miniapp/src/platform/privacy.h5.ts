import type { PrivacyApi } from './privacy-table';

// A browser asks for itself, each time, when a file is chosen or the camera opened.
export const withPrivacy = <T>(_api: PrivacyApi, work: () => Promise<T>, _otherwise: T): Promise<T> => work();
export function watchPrivacy(): void {}
export const hasGuide = false;
export const openGuide = (): void => undefined;
