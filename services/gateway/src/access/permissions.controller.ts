import { Controller, Get, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Nothing, PermissionList } from '@deskbeat/contracts';
import { entitlementOf, permissionKeys } from '@deskbeat/permissions';
import { Forwards } from '../edge/forwards.js';
import { callerOf } from './callers.js';

/** Made of the same table by which owners decide, so that nobody is shown what they would be refused. */
@Controller('api/v1/permissions')
export class PermissionsController {
  @Get()
  @Forwards(
    {
      subject: 'rpc.access.authenticate.v1',
      summary: 'Say what there is to be permitted, and what of it one may',
      payload: Nothing,
      reply: PermissionList,
    },
    { tag: 'session' },
  )
  list(@Req() request: FastifyRequest): PermissionList {
    const caller = callerOf(request);
    // Without credentials, where that is allowed, everybody is believed to be allowed everything.
    const may = caller ? entitlementOf(caller.identity) : undefined;
    return { items: permissionKeys().map((key) => ({ key, may: may?.of(key) ?? 'yes' })) };
  }
}
