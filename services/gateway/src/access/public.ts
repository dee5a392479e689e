import { SetMetadata } from '@nestjs/common';

const publicKey = 'deskbeat:public';

/** Anybody may ask this, without saying who they are. */
export const Public = (): MethodDecorator => SetMetadata(publicKey, true);

export const isPublic = (handler: object): boolean => Reflect.getMetadata(publicKey, handler) === true;
