import { ContentItem, ContentRefused, ContentReport, MediaVerdict } from './moderation/content.entity.js';
import { SceneCode, UrlLink } from './codes/code.entity.js';
import { MessageQuota, MessageWeek } from './messages/message.entity.js';
import { Notice } from './notices/notice.entity.js';
import { Outbox } from './outbox/outbox.entity.js';
import { Upload } from './uploads/upload.entity.js';
import { PushEvent } from './wechat/push/push-event.entity.js';
/** Tables of this room. */
export const reachEntities = [MessageQuota, MessageWeek, Notice, Outbox, Upload, PushEvent, SceneCode, UrlLink, ContentItem, ContentReport, ContentRefused, MediaVerdict];
