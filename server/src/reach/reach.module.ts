import { Module } from '@nestjs/common';
import { CodeImages } from './codes/code-images.js';
import { CodesController } from './codes/codes.controller.js';
import { CodesService } from './codes/codes.service.js';
import { LinksService } from './codes/links.service.js';
import { MessagesController } from './messages/messages.controller.js';
import { MessagesService } from './messages/messages.service.js';
import { MessageWorker } from './messages/message.worker.js';
import { OpenIds } from './messages/open-ids.js';
import { ContentCheck } from './moderation/content-check.js';
import { ContentKinds } from './moderation/content-kinds.js';
import { PhotoChecks } from './moderation/photo-checks.js';
import { NoticesController } from './notices/notices.controller.js';
import { NoticesService } from './notices/notices.service.js';
import { OutboxService } from './outbox/outbox.service.js';
import { PhotoFiles } from './uploads/photo-files.js';
import { PhotoLinks } from './uploads/photo-links.js';
import { UploadsController } from './uploads/uploads.controller.js';
import { UploadsService } from './uploads/uploads.service.js';
import { HealthController } from './wechat/health/health.controller.js';
import { HealthService } from './wechat/health/health.service.js';
import { PushEvents } from './wechat/push/push-events.js';
import { PushService } from './wechat/push/push.service.js';
import { WechatClient } from './wechat/wechat.client.js';

@Module({
  controllers: [MessagesController, CodesController, HealthController, NoticesController, UploadsController],
  providers: [ContentCheck, ContentKinds, PhotoChecks, MessagesService, MessageWorker, OpenIds, CodesService, CodeImages, HealthService, LinksService, NoticesService, OutboxService, PhotoFiles, PhotoLinks, PushEvents, PushService, UploadsService, WechatClient],
  exports: [ContentCheck, ContentKinds, OpenIds, CodesService, CodeImages, PhotoLinks, PushEvents, UploadsService, WechatClient],
})
export class ReachModule {}
