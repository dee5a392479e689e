import type { Language } from '../page/language.js';

export interface Words {
  title: string;
  question: string;
  confirm: string;
  reject: string;
  rating: string;
  ratings: readonly [string, string, string, string, string];
  text: string;
  textHint: string;
  send: string;
  confirmed: string;
  rejected: string;
  rated: (rating: number) => string;
  rateNow: string;
  nothingOpen: string;
  invalid: string;
  expired: string;
  answered: string;
  tooLate: string;
  unavailable: string;
  needsReason: string;
  needsChoice: string;
  notAcceptable: string;
}

export const words: Readonly<Record<Language, Words>> = {
  en: {
    title: 'Your request',
    question: 'Is your issue solved?',
    confirm: 'Yes, it is solved',
    reject: 'No, not yet',
    rating: 'How satisfied are you? (optional)',
    ratings: ['Very dissatisfied', 'Dissatisfied', 'Neither', 'Satisfied', 'Very satisfied'],
    text: 'Anything you would like to tell us',
    textHint: 'If it is not solved, please say what is still wrong.',
    send: 'Send',
    confirmed: 'Thank you for confirming that your issue is solved.',
    rejected: 'Thank you for telling us. We are working on it again.',
    rated: (rating) => `You rated us ${rating} of 5. Thank you.`,
    rateNow: 'How satisfied are you?',
    nothingOpen: 'There is nothing to answer at the moment.',
    invalid: 'This link is not valid. Please check that it was copied as a whole.',
    expired: 'This link is not open any more.',
    answered: 'This was answered already.',
    tooLate: 'It is too late to reopen this request. Please write to us: we will open a new one.',
    unavailable: 'We cannot take your answer at the moment. Please try again in a few minutes.',
    needsReason: 'Please say what is still wrong.',
    needsChoice: 'Please choose an answer or a rating.',
    notAcceptable: 'Your answer could not be taken. Please check it.',
  },
  zh: {
    title: '您的请求',
    question: '您的问题解决了吗？',
    confirm: '是的，已解决',
    reject: '还没有',
    rating: '您对服务满意吗？（选填）',
    ratings: ['非常不满意', '不满意', '一般', '满意', '非常满意'],
    text: '您想告诉我们的内容',
    textHint: '如果问题没有解决，请说明还有什么不对。',
    send: '提交',
    confirmed: '感谢您确认问题已解决。',
    rejected: '感谢您的反馈，我们会继续处理。',
    rated: (rating) => `您的评分：${rating} 分（满分 5 分）。谢谢。`,
    rateNow: '您对服务满意吗？',
    nothingOpen: '目前没有需要您回答的内容。',
    invalid: '此链接无效，请检查是否复制完整。',
    expired: '此链接已失效。',
    answered: '此问题已经回答过了。',
    tooLate: '已超过重新打开的期限。请给我们留言，我们会为您建立新的工单。',
    unavailable: '暂时无法提交，请几分钟后再试。',
    needsReason: '请说明还有什么不对。',
    needsChoice: '请选择一个回答或评分。',
    notAcceptable: '无法接受您的回答，请检查后再试。',
  },
};
