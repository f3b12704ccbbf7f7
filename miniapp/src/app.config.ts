const weapp = process.env.TARO_ENV === 'weapp';

export default defineAppConfig({
  pages: ['pages/tasks/index', 'pages/ask/index', 'pages/shop/index', 'pages/me/index', 'pages/sign-in/index', 'pages/welcome/index'],
  subPackages: [
    {
      root: 'packages/desk', name: 'desk',
      pages: [
        'pages/home/index', 'pages/registrations/index', 'pages/liaisons/index', 'pages/skills/index', 'pages/lists/index', 'pages/project/index', 'pages/agreements/index', 'pages/agreement/index', 'pages/poster/index', 'pages/differences/index', 'pages/needs/index', 'pages/need/index', 'pages/tasks/index', 'pages/task/index', 'pages/task-edit/index', 'pages/shift/index', 'pages/offline/index', 'pages/logs/index', 'pages/appeals/index', 'pages/entries/index', 'pages/samples/index', 'pages/verifiers/index', 'pages/workdays/index',
        'pages/imports/index', 'pages/import/index', 'pages/posts/index', 'pages/areas/index', 'pages/shop/index', 'pages/goods/index', 'pages/collect/index', 'pages/counter/index', 'pages/point/index', 'pages/stock-takes/index', 'pages/stock-take/index', 'pages/stock-moves/index',
        'pages/dashboard/index', 'pages/behind/index', 'pages/wall/index', 'pages/tariff/index', 'pages/tariff-edit/index', 'pages/simulation/index', 'pages/additions/index', 'pages/guard/index', 'pages/corrections/index', 'pages/journal/index', 'pages/entry/index', 'pages/reconcile/index', 'pages/exports/index', 'pages/burden/index', 'pages/answers/index', 'pages/evaluations/index', 'pages/evaluation/index', 'pages/campaigns/index', 'pages/campaign/index', 'pages/letters/index', 'pages/certificates/index', 'pages/papers/index',
        'pages/stars/index', 'pages/star-run/index', 'pages/star-scheme/index',
      ],
    },
    {
      root: 'packages/more', name: 'more',
      pages: [
        'pages/task/index', 'pages/claim/index', 'pages/log/index', 'pages/log-view/index', 'pages/my-claims/index', 'pages/scan/index', 'pages/open/index', 'pages/my-code/index',
        'pages/need-new/index', 'pages/needs/index', 'pages/need/index', 'pages/inbox/index', 'pages/points/index', 'pages/points-why/index', 'pages/sheet/index', 'pages/records/index', 'pages/reward/index',
        'pages/order/index', 'pages/orders/index', 'pages/registration/index', 'pages/profile/index', 'pages/liaisons/index', 'pages/offers/index', 'pages/units/index', 'pages/resources/index', 'pages/my-papers/index', 'pages/paper/index', 'pages/verify/index', 'pages/settings/index', 'pages/terms/index', 'pages/about/index', 'pages/suggestions/index', 'pages/evaluations/index', 'pages/honours/index', 'pages/letter/index', 'pages/unit-mail/index', 'pages/campaign-notice/index',
        'pages/stars/index', 'pages/star-notice/index', 'pages/star-verify/index',
      ],
    },
  ],
  window: {
    // On H5 the Page component draws a title bar of its own, with a real button and a real heading.
    navigationStyle: weapp ? 'default' : 'custom',
    navigationBarTitleText: '先锋',
    navigationBarBackgroundColor: '#f6f3ec',
    navigationBarTextStyle: 'black',
    backgroundColor: '#f6f3ec',
    backgroundTextStyle: 'dark',
    enablePullDownRefresh: weapp,
  },
  tabBar: {
    // On H5 the tab bar is drawn by Page too: Taro's cannot be reached with the keyboard.
    custom: !weapp,
    color: '#4b5a59',
    selectedColor: '#12564f',
    backgroundColor: '#ffffff',
    borderStyle: 'white',
    list: [
      { pagePath: 'pages/tasks/index', text: '任务', iconPath: 'assets/tab/tasks.png', selectedIconPath: 'assets/tab/tasks-on.png' },
      { pagePath: 'pages/ask/index', text: '我要办', iconPath: 'assets/tab/ask.png', selectedIconPath: 'assets/tab/ask-on.png' },
      { pagePath: 'pages/shop/index', text: '兑换', iconPath: 'assets/tab/gift.png', selectedIconPath: 'assets/tab/gift-on.png' },
      { pagePath: 'pages/me/index', text: '我的', iconPath: 'assets/tab/user.png', selectedIconPath: 'assets/tab/user-on.png' },
    ],
  },
  animation: false,
  lazyCodeLoading: 'requiredComponents',
  __usePrivacyCheck__: true,
});
