import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  AuthenticateKey,
  authenticateKey,
  CreateKey,
  createKey,
  listKeys,
  NameKey,
  revokeKey,
  RotateKey,
  rotateKey,
  type Actor,
  type KeyHolder,
  type KeyList,
  type KeyView,
  type NewKey,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy } from '@deskbeat/messaging';
import { KeyService } from './key.service.js';

@Controller()
export class KeyRpcController {
  constructor(private readonly service: KeyService) {}

  @OnRequest(createKey)
  create(@Payload() payload: CreateKey, @RequestedBy() actor: Actor): Promise<NewKey> {
    return this.service.create(payload, actor);
  }

  @OnRequest(rotateKey)
  rotate(@Payload() payload: RotateKey, @RequestedBy() actor: Actor): Promise<NewKey> {
    return this.service.rotate(payload, actor);
  }

  @OnRequest(revokeKey)
  revoke(@Payload() { keyId }: NameKey, @RequestedBy() actor: Actor): Promise<KeyView> {
    return this.service.revoke(keyId, actor);
  }

  @OnRequest(listKeys)
  list(): Promise<KeyList> {
    return this.service.list();
  }

  @OnRequest(authenticateKey)
  authenticate(@Payload() { digest }: AuthenticateKey): Promise<KeyHolder> {
    return this.service.authenticate(digest);
  }
}
