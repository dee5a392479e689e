export const slaWords = {
  day: { en: '{n} d', zh: '{n} 天' },
  hour: { en: '{n} h', zh: '{n} 时' },
  minute: { en: '{n} m', zh: '{n} 分' },
  second: { en: '{n} s', zh: '{n} 秒' },
  left: { en: '{target}: {time} left', zh: '{target}：剩余 {time}' },
  breached: { en: '{target}: breached {time} ago', zh: '{target}：已超时 {time}' },
  paused: { en: '{target}: paused, {time} left', zh: '{target}：已暂停，剩余 {time}' },
  met: { en: '{target}: met', zh: '{target}：已达成' },
  isUrgent: { en: '{target} is urgent', zh: '{target}时限紧迫' },
  isBreached: { en: '{target} is breached', zh: '{target}已超时' },
  noTime: { en: 'met', zh: '已达成' },
};
