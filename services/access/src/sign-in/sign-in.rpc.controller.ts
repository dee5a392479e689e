import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { SignIn, signIn, type Authenticated } from '@deskbeat/contracts';
import { OnRequest } from '@deskbeat/messaging';
import { SignInService } from './sign-in.service.js';

@Controller()
export class SignInRpcController {
  constructor(private readonly service: SignInService) {}

  @OnRequest(signIn)
  signIn(@Payload() payload: SignIn): Promise<Authenticated> {
    return this.service.withPassword(payload);
  }
}
