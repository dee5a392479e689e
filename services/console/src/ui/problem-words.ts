import type { ProblemCode } from '@deskbeat/contracts';
import type { Word } from '../i18n/words.js';

/** What went wrong in words of the work. A code that is not here has the title that the API gives it. */
export const problemWords: Readonly<Partial<Record<ProblemCode | 'offline', Word>>> = {
  offline: { en: 'The system cannot be reached', zh: '无法连接系统' },
  'malformed-request': { en: 'This could not be understood', zh: '请求无法识别' },
  'validation-failed': { en: 'Something is not filled in well', zh: '有内容填写不正确' },
  unauthenticated: { en: 'Please sign in', zh: '请先登录' },
  'sign-in-failed': { en: 'This address and password do not go together', zh: '邮箱或密码不正确' },
  'second-factor-needed': { en: 'The code is not right', zh: '验证码不正确' },
  forbidden: { en: 'This is not yours to do', zh: '您没有此权限' },
  'not-found': { en: 'There is nothing here', zh: '这里没有内容' },
  'forbidden-file-type': { en: 'Files of this type are not taken', zh: '不接受此类型的文件' },
  'payload-too-large': { en: 'This is too large', zh: '内容过大' },
  'version-conflict': { en: 'Somebody else changed it meanwhile', zh: '其他人刚刚修改过' },
  'move-not-allowed': { en: 'The ticket cannot go there from its status', zh: '工单无法从当前状态转到该状态' },
  'move-needs-more': { en: 'Something is missing for this step', zh: '此步骤还缺少信息' },
  'already-exists': { en: 'It exists already', zh: '已经存在' },
  merged: { en: 'It was merged into another ticket', zh: '已合并到另一个工单' },
  'not-assignable': { en: 'The ticket cannot be assigned so', zh: '无法这样分配工单' },
  'not-editable': { en: 'This cannot be changed any more', zh: '此内容已不能修改' },
  'on-hold': { en: 'It must be kept for a legal reason', zh: '因法律原因须保留' },
  'too-many-requests': { en: 'That was a bit fast; try again in a moment', zh: '操作过快，请稍后再试' },
  overloaded: { en: 'The system is busy; try again in a moment', zh: '系统繁忙，请稍后再试' },
  'service-unavailable': { en: 'A part of the system is away at the moment', zh: '系统的一部分暂时不可用' },
  'deadline-exceeded': { en: 'A part of the system did not answer in time', zh: '系统的一部分未及时响应' },
  'too-early': { en: 'This is not ready yet; try again in a moment', zh: '尚未就绪，请稍后再试' },
  internal: { en: 'Something went wrong on our side', zh: '系统内部出错' },
};
