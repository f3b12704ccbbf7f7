import '@tarojs/components';

// Attributes that config/plugins/aria.js adds to the WeChat templates.
declare module '@tarojs/components/types/common' {
  interface StandardProps {
    ariaRole?: string;
    ariaLabel?: string;
    ariaHidden?: boolean;
    ariaChecked?: boolean;
    ariaSelected?: boolean;
    ariaDisabled?: boolean;
    ariaLive?: 'off' | 'polite' | 'assertive';
  }
}
