const weapp = process.env.TARO_ENV === 'weapp';
/** On WeChat a name of theme.json, which knows day and night; on H5 the style sheet does. */
const night = <T extends string>(name: string, day: T): T => (weapp ? (`@${name}` as T) : day);
const tab = (name: string) => (weapp ? { iconPath: `@${name}`, selectedIconPath: `@${name}On` } : { iconPath: `assets/tab/${name}.png`, selectedIconPath: `assets/tab/${name}-on.png` });

export default defineAppConfig({
  pages: ['pages/tasks/index', 'pages/ask/index', 'pages/shop/index', 'pages/me/index', 'pages/sign-in/index', 'pages/welcome/index'],
  subPackages: [
    {
      root: 'packages/desk', name: 'desk',
      pages: [
        'pages/home/index', 'pages/registrations/index', 'pages/liaisons/index', 'pages/skills/index', 'pages/lists/index', 'pages/project/index', 'pages/agreements/index', 'pages/agreement/index', 'pages/poster/index', 'pages/differences/index', 'pages/needs/index', 'pages/need/index', 'pages/tasks/index', 'pages/task/index', 'pages/task-edit/index', 'pages/shift/index', 'pages/offline/index', 'pages/logs/index', 'pages/appeals/index', 'pages/entries/index', 'pages/samples/index', 'pages/verifiers/index', 'pages/workdays/index',
        'pages/imports/index', 'pages/import/index', 'pages/posts/index', 'pages/areas/index', 'pages/shop/index', 'pages/goods/index', 'pages/collect/index', 'pages/counter/index', 'pages/point/index', 'pages/stock-takes/index', 'pages/stock-take/index', 'pages/stock-moves/index',
        'pages/dashboard/index', 'pages/behind/index', 'pages/wall/index', 'pages/tariff/index', 'pages/tariff-edit/index', 'pages/simulation/index', 'pages/additions/index', 'pages/guard/index', 'pages/corrections/index', 'pages/journal/index', 'pages/entry/index', 'pages/reconcile/index', 'pages/exports/index', 'pages/burden/index', 'pages/answers/index', 'pages/reviews/index', 'pages/evaluations/index', 'pages/evaluation/index', 'pages/campaigns/index', 'pages/campaign/index', 'pages/letters/index', 'pages/certificates/index', 'pages/papers/index',
        'pages/stars/index', 'pages/star-run/index', 'pages/star-scheme/index',
      ],
    },
    {
      root: 'packages/more', name: 'more',
      pages: [
        'pages/task/index', 'pages/claim/index', 'pages/log/index', 'pages/log-view/index', 'pages/my-claims/index', 'pages/scan/index', 'pages/open/index', 'pages/my-code/index',
        'pages/need-new/index', 'pages/needs/index', 'pages/need/index', 'pages/inbox/index', 'pages/points/index', 'pages/points-why/index', 'pages/sheet/index', 'pages/records/index', 'pages/reward/index',
        'pages/order/index', 'pages/orders/index', 'pages/registration/index', 'pages/profile/index', 'pages/liaisons/index', 'pages/offers/index', 'pages/units/index', 'pages/resources/index', 'pages/my-papers/index', 'pages/paper/index', 'pages/verify/index', 'pages/settings/index', 'pages/closing/index', 'pages/terms/index', 'pages/about/index', 'pages/suggestions/index', 'pages/evaluations/index', 'pages/honours/index', 'pages/letter/index', 'pages/unit-mail/index', 'pages/campaign-notice/index',
        'pages/stars/index', 'pages/star-notice/index', 'pages/star-verify/index',
      ],
    },
  ],
  ...(weapp ? { darkmode: true, themeLocation: 'theme.json' } : {}),
  window: {
    // On H5 the Page component draws a title bar of its own, with a real button and a real heading.
    navigationStyle: weapp ? 'default' : 'custom',
    navigationBarTitleText: '先锋',
    navigationBarBackgroundColor: night('navBack', '#f6f3ec'),
    navigationBarTextStyle: night('navWords', 'black'),
    backgroundColor: night('paper', '#f6f3ec'),
    backgroundTextStyle: night('dots', 'dark'),
    enablePullDownRefresh: weapp,
  },
  tabBar: {
    // On H5 the tab bar is drawn by Page too: Taro's cannot be reached with the keyboard.
    custom: !weapp,
    color: night('tabWords', '#4b5a59'),
    selectedColor: night('tabOn', '#12564f'),
    backgroundColor: night('tabBack', '#ffffff'),
    borderStyle: night('tabLine', 'white'),
    list: [
      { pagePath: 'pages/tasks/index', text: '任务', ...tab('tasks') },
      { pagePath: 'pages/ask/index', text: '我要办', ...tab('ask') },
      { pagePath: 'pages/shop/index', text: '兑换', ...tab('gift') },
      { pagePath: 'pages/me/index', text: '我的', ...tab('user') },
    ],
  },
  animation: false,
  lazyCodeLoading: 'requiredComponents',
  __usePrivacyCheck__: true,
});
