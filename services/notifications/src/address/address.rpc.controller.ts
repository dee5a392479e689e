import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  AllowAddress,
  allowAddress,
  listSuppressedAddresses,
  SuppressAddress,
  suppressAddress,
  type AllowedAddress,
  type SuppressedAddress,
  type SuppressedAddresses,
} from '@deskbeat/contracts';
import { OnRequest } from '@deskbeat/messaging';
import { AddressService } from './address.service.js';

@Controller()
export class AddressRpcController {
  constructor(private readonly service: AddressService) {}

  @OnRequest(suppressAddress)
  suppress(@Payload() payload: SuppressAddress): Promise<SuppressedAddress> {
    return this.service.suppress(payload);
  }

  @OnRequest(allowAddress)
  allow(@Payload() payload: AllowAddress): Promise<AllowedAddress> {
    return this.service.allow(payload);
  }

  @OnRequest(listSuppressedAddresses)
  list(): Promise<SuppressedAddresses> {
    return this.service.list();
  }
}
