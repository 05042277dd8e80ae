/** Signing in, its mails and devices, in English. */
import type { Message } from '../../message.ts';

export const SIGN_IN = {
  'signIn.on': '{browser} on {system}',
  'signIn.unknownDevice': 'Unknown device',
  'signIn.yourDevices': 'Your devices',
  'signIn.signedInAs': 'Signed in as {mail}.',
  'signIn.thisOne': 'this one',
  'signIn.byALinkThatSomebody': 'by a link that somebody else made, so it may do no more than they may',
  'signIn.sinceUntil': 'since {since}, until {until}',
  'signIn.anotherDevice': 'Another device',
  'signIn.pointTheOtherDevicesCamera':
    'Point the other device’s camera at this, then press its button. It works once, within 30 minutes.',
  'signIn.signInOnYourNext': 'Sign in on your next phone or computer without waiting for mail.',
  'signIn.showASignInCode': 'Show a sign-in code',
  'signIn.leave': 'Leave',
  'signIn.signOutHere': 'Sign out here',
  'signIn.lostADevice': 'Lost a device?',
  'signIn.thisSignsYouOutEverywhere':
    'This signs you out everywhere at once, here too, and takes back every link that was not used, yours and those that you made for others, and ends the tokens that you made.',
  'signIn.signOutEverywhere': 'Sign out everywhere',
  'signIn.qrCodeOfTheSign': 'QR code of the sign-in link',
  'signIn.signInLink': 'Sign-in link',
  'signIn.copy': 'Copy',
  'signIn.theCampusDidNotSay': 'The campus did not say who you are.',
  'signIn.theCampusDidNotLet': 'The campus did not let you in, or you turned back.',
  'signIn.theCampussAnswerDoesNot': 'The campus’s answer does not fit this sign-in. Begin again.',
  'signIn.theCampusDoesNotGive': 'The campus does not give this site your mail address, so it cannot know you.',
  'signIn.theCampusHasNotVerified': 'The campus has not verified that {mail} is yours.',
  'signIn.whoeverRunsThisSiteCan': '{why} Whoever runs this site can say that it is to be trusted.',
  'signIn.tooManyTriesFromHere': 'Too many tries from here. Wait {seconds} seconds, then try again.',
  'signIn.noMailCanBeSent': 'No mail can be sent from here.',
  'signIn.thatIsNoMailAddress': 'That is no mail address.',
  'signIn.thisSiteDoesNotKnow': 'This site does not know its own address (PUBLIC_URL), so it mails no links.',
  'signIn.ifWorksHereASign':
    'If {mail} works here, a sign-in link is on its way, or came in the last minutes. Each works once, within 30 minutes.',
  'signIn.thereIsNoCampusSign': 'There is no campus sign-in here.',
  'signIn.thisSignInWasBegun': 'This sign-in was begun elsewhere or too long ago. Begin again.',
  'signIn.hasSignedInHereWith':
    '{mail} has signed in here with another campus account before. If yours has changed, whoever runs this site can let the new one in.',
  'signIn.isKnownToTheCampus':
    '{mail} is known to the campus but works on no course here. The head of your course can add you.',
  'signIn.theCampussSignInDoes':
    'The campus’s sign-in does not answer just now. Try again in a minute, or use a sign-in link.',
  'signIn.signInToTheDesk': 'Sign in to the desk',
  'signIn.theDesk': 'The desk',
  'signIn.whereACoursesStaffChange': 'Where a course’s staff change its meetings. Calendars follow by themselves.',
  'signIn.signInWith': 'Sign in with {campus}',
  'signIn.yourMailAddress': 'Your mail address',
  'signIn.mailMeASignIn': 'Mail me a sign-in link',
  'signIn.theSignInLinkThat':
    'Open the sign-in link that you were sent. If it is used up, the head of your course makes a new one, or anybody of your course who is signed in shows you a QR code: on the desk, under Staff.',
  'signIn.orTheSignInLinkThat':
    'Or open the sign-in link that you were sent. If it is used up, the head of your course makes a new one, or anybody of your course who is signed in shows you a QR code: on the desk, under Staff.',
  'signIn.welcome': 'Welcome',
  'signIn.youAreAboutToSign': 'You are about to sign in on this device as {b}.',
  'signIn.thisPageWasOpenedWithout':
    'This page was opened without https, so your browser will not stay signed in. Open the link by the site’s https address.',
  'signIn.signIn': 'Sign in',
  'signIn.thisDeviceStaysSignedIn': 'This device stays signed in for the term. Use your own, or sign out afterwards.',
  'signIn.thisLinkWasUsedAlready':
    'This link was used already; each works once. If that was not you, tell the head of your course.',
  'signIn.thisLinkHasExpired': 'This link has expired.',
  'signIn.thisLinkWasTakenBack': 'This link was taken back.',
  'signIn.thisLinkLeadsNowhereWas': 'This link leads nowhere. Was the whole of it copied?',
  'signIn.signInTo': 'Sign in to {siteName}',
  'signIn.openThisLinkAndPress': 'Open this link and press its button to sign in to {siteName}:',
  'signIn.itWorksOnceWithin30':
    'It works once, within 30 minutes. If you did not ask for it, leave it: nothing happens.',
} as const satisfies Record<string, Message>;
