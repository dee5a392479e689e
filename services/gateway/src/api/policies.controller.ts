import { Controller, Delete, Get, Patch, Post, Put } from '@nestjs/common';
import {
  ChangePolicy,
  changePolicy,
  CreatePolicy,
  createPolicy,
  GetEdition,
  getEdition,
  GetPolicy,
  getPolicy,
  listPolicies,
  ListRulesChanges,
  listRulesChanges,
  Nothing,
  OrderPolicies,
  orderPolicies,
  PreviewPolicy,
  previewPolicy,
  RemovePolicy,
  removePolicy,
} from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';

const tag = 'policies';
const path = { id: 'policyId' };

@Controller('api/v1/policies')
export class PoliciesController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @Forwards(listPolicies, { tag, slow: true })
  list(@Asked() asked: Nothing, @Caller() caller: AskOptions) {
    return this.bus.forward(listPolicies, asked, caller);
  }

  @Post()
  @Forwards(createPolicy, { tag, status: 201 })
  create(@Asked() asked: CreatePolicy, @Caller() caller: AskOptions) {
    return this.bus.forward(createPolicy, asked, caller);
  }

  @Post('preview')
  @Forwards(previewPolicy, { tag })
  preview(@Asked() asked: PreviewPolicy, @Caller() caller: AskOptions) {
    return this.bus.forward(previewPolicy, asked, caller);
  }

  @Put('order')
  @Forwards(orderPolicies, { tag, ifMatch: true })
  order(@Asked() asked: OrderPolicies, @Caller() caller: AskOptions) {
    return this.bus.forward(orderPolicies, asked, caller);
  }

  @Get('changes')
  @Forwards(listRulesChanges, { tag, slow: true })
  changes(@Asked() asked: ListRulesChanges, @Caller() caller: AskOptions) {
    return this.bus.forward(listRulesChanges, asked, caller);
  }

  @Get('editions/:edition')
  @Forwards(getEdition, { tag, path: { edition: 'edition' } })
  edition(@Asked() asked: GetEdition, @Caller() caller: AskOptions) {
    return this.bus.forward(getEdition, asked, caller);
  }

  @Get(':id')
  @Forwards(getPolicy, { tag, path })
  get(@Asked() asked: GetPolicy, @Caller() caller: AskOptions) {
    return this.bus.forward(getPolicy, asked, caller);
  }

  @Patch(':id')
  @Forwards(changePolicy, { tag, path, ifMatch: true })
  change(@Asked() asked: ChangePolicy, @Caller() caller: AskOptions) {
    return this.bus.forward(changePolicy, asked, caller);
  }

  @Delete(':id')
  @Forwards(removePolicy, { tag, path, ifMatch: true })
  remove(@Asked() asked: RemovePolicy, @Caller() caller: AskOptions) {
    return this.bus.forward(removePolicy, asked, caller);
  }
}
