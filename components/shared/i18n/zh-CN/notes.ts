import type {NoteMessages} from '../en/notes.ts';

export const notes: NoteMessages = {
  'partial-period': ({to}) => `统计至 ${to}，与基期同样已过去的部分比较。`,
  'no-status': () => '订单没有状态字段，全部按有效订单计算。',
  'time-fallback': ({wanted, used}) => `没有 ${wanted}，按 ${used} 统计。`,
  'undated': ({wanted}) => `没有 ${wanted}，统计全部数据。`,
  'data-ends': ({table, day}) => `${table} 的数据截至 ${day}。`,
  'mixed-currency': ({currencies}) => `${currencies} 金额不能直接相加，请先换算或按币种拆分。`,
  'filter-ignored': ({dimension, table}) => `${dimension} 的筛选对 ${table} 不起作用。`,
  'filter-not-shared': ({dimension}) => `按 ${dimension} 筛选时无定义：并非所有来源表都有该字段。`,
  'leap-day': () => '2 月 29 日与上年 2 月 28 日比较。',
  'limited': ({shown, of}) => `共 ${of} 项，显示 ${shown} 项。`,
};
