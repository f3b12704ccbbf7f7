/** Only WeChat wants consent of its own before a call. */
export const PrivacyDialog = (): null => null;
