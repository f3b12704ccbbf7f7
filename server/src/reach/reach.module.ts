import { Module } from '@nestjs/common';
import { NoticesController } from './notices/notices.controller.js';
import { NoticesService } from './notices/notices.service.js';
import { OutboxService } from './outbox/outbox.service.js';
import { PhotoFiles } from './uploads/photo-files.js';
import { PhotoLinks } from './uploads/photo-links.js';
import { UploadsController } from './uploads/uploads.controller.js';
import { UploadsService } from './uploads/uploads.service.js';
import { WechatClient } from './wechat/wechat.client.js';

@Module({
  controllers: [NoticesController, UploadsController],
  providers: [NoticesService, OutboxService, PhotoFiles, PhotoLinks, UploadsService, WechatClient],
  exports: [PhotoLinks, UploadsService, WechatClient],
})
export class ReachModule {}
