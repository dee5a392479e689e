import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  getAsset,
  GetAsset,
  listAssets,
  ListAssets,
  registerAsset,
  RegisterAsset,
  updateAsset,
  UpdateAsset,
  type Actor,
  type AssetList,
  type AssetView,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy } from '@deskbeat/messaging';
import { AssetService } from './asset.service.js';

@Controller()
export class AssetRpcController {
  constructor(private readonly assets: AssetService) {}

  @OnRequest(registerAsset)
  register(@Payload() request: RegisterAsset, @RequestedBy() actor: Actor): Promise<AssetView> {
    return this.assets.register(request, actor);
  }

  @OnRequest(updateAsset)
  update(@Payload() command: UpdateAsset, @RequestedBy() actor: Actor): Promise<AssetView> {
    return this.assets.update(command, actor);
  }

  @OnRequest(getAsset)
  get(@Payload() { id }: GetAsset): Promise<AssetView> {
    return this.assets.get(id);
  }

  @OnRequest(listAssets)
  list(@Payload() query: ListAssets): Promise<AssetList> {
    return this.assets.list(query);
  }
}
