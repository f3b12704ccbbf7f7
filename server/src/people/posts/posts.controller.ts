import { Body, Controller, Delete, Get, Post, Query } from '@nestjs/common';
import type { PostView } from '@xianfeng/shared';
import { CurrentMe, IdParam, inQuery, May } from '../../http/access.js';
import { Me } from '../../http/me.js';
import { CreatePostDto, ListPostsDto } from './posts.dto.js';
import { PostsService } from './posts.service.js';

@Controller('posts')
export class PostsController {
  constructor(private readonly posts: PostsService) {}
  @Get() @May('post.manage', inQuery()) list(@Query() query: ListPostsDto): Promise<(PostView & { userId: number; userName: string })[]> { return this.posts.list(query.areaId); }
  @Post() @May('post.manage', 'any-held') create(@CurrentMe() me: Me, @Body() body: CreatePostDto): Promise<PostView> { return this.posts.create(me, body); }
  @Delete(':id') @May('post.manage', 'row') end(@CurrentMe() me: Me, @IdParam() id: number): Promise<void> { return this.posts.end(me, id); }
}
