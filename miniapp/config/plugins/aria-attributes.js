// Accessible attributes that the pages use on WeChat, per component.
const common = { 'aria-role': '', 'aria-label': '', 'aria-hidden': '', 'aria-checked': '', 'aria-selected': '', 'aria-disabled': '', 'aria-live': '' };
const label = { 'aria-label': '' };

exports.ARIA = { View: common, Text: common, Button: common, Image: common, Input: label, Textarea: label, Switch: label, Picker: label };
