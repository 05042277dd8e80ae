/** Signing in, its mails and devices, in English. */
import type { Message } from '../../message.ts';

export const SIGN_IN = {
  'signIn.on': '{browser} on {system}',
  'signIn.unknownDevice': 'Unknown device',
  'signIn.yourDevices': 'Your devices',
  'signIn.signedInAs': 'Signed in as {mail}.',
  'signIn.thisOne': 'this one',
  'signIn.byOthersLink': 'by a link that somebody else made, so it may do no more than they may',
  'signIn.sinceUntil': 'since {since}, until {until}',
  'signIn.anotherDevice': 'Another device',
  'signIn.otherDeviceAbout':
    'Point the other device’s camera at this, then press its button. It works once, within 30 minutes.',
  'signIn.nextDevice': 'Sign in on your next phone or computer without waiting for mail.',
  'signIn.showASignInCode': 'Show a sign-in code',
  'signIn.leave': 'Leave',
  'signIn.signOutHere': 'Sign out here',
  'signIn.lostADevice': 'Lost a device?',
  'signIn.signOutAbout':
    'This signs you out everywhere at once, here too, and takes back every link that was not used, yours and those that you made for others, and ends the tokens that you made.',
  'signIn.signOutEverywhere': 'Sign out everywhere',
  'signIn.qrCode': 'QR code of the sign-in link',
  'signIn.signInLink': 'Sign-in link',
  'signIn.copy': 'Copy',
  'signIn.campusSilent': 'The campus did not say who you are.',
  'signIn.campusRefused': 'The campus did not let you in, or you turned back.',
  'signIn.campusMismatch': 'The campus’s answer does not fit this sign-in. Begin again.',
  'signIn.campusWithoutMail': 'The campus does not give this site your mail address, so it cannot know you.',
  'signIn.campusUnverified': 'The campus has not verified that {mail} is yours.',
  'signIn.unverifiedHint': '{why} Whoever runs this site can say that it is to be trusted.',
  'signIn.tooManyTries': 'Too many tries from here. Wait {seconds} seconds, then try again.',
  'signIn.noMail': 'No mail can be sent from here.',
  'signIn.thatIsNoMailAddress': 'That is no mail address.',
  'signIn.noAddress': 'This site does not know its own address (PUBLIC_URL), so it mails no links.',
  'signIn.linkMailed':
    'If {mail} works here, a sign-in link is on its way, or came in the last minutes. Each works once, within 30 minutes.',
  'signIn.noCampus': 'There is no campus sign-in here.',
  'signIn.begunElsewhere': 'This sign-in was begun elsewhere or too long ago. Begin again.',
  'signIn.otherAccount':
    '{mail} has signed in here with another campus account before. If yours has changed, whoever runs this site can let the new one in.',
  'signIn.notStaff': '{mail} is known to the campus but works on no course here. The head of your course can add you.',
  'signIn.campusUnreachable':
    'The campus’s sign-in does not answer just now. Try again in a minute, or use a sign-in link.',
  'signIn.signInToTheDesk': 'Sign in to the desk',
  'signIn.theDesk': 'The desk',
  'signIn.about': 'Where a course’s staff change its meetings. Calendars follow by themselves.',
  'signIn.signInWith': 'Sign in with {campus}',
  'signIn.yourMailAddress': 'Your mail address',
  'signIn.mailMeALink': 'Mail me a sign-in link',
  'signIn.openYourLink':
    'Open the sign-in link that you were sent. If it is used up, the head of your course makes a new one, or anybody of your course who is signed in shows you a QR code: on the desk, under Staff.',
  'signIn.orOpenYourLink':
    'Or open the sign-in link that you were sent. If it is used up, the head of your course makes a new one, or anybody of your course who is signed in shows you a QR code: on the desk, under Staff.',
  'signIn.welcome': 'Welcome',
  'signIn.aboutToSignIn': 'You are about to sign in on this device as {b}.',
  'signIn.withoutHttps':
    'This page was opened without https, so your browser will not stay signed in. Open the link by the site’s https address.',
  'signIn.signIn': 'Sign in',
  'signIn.staysSignedIn': 'This device stays signed in for the term. Use your own, or sign out afterwards.',
  'signIn.linkUsed': 'This link was used already; each works once. If that was not you, tell the head of your course.',
  'signIn.linkExpired': 'This link has expired.',
  'signIn.linkRevoked': 'This link was taken back.',
  'signIn.linkUnknown': 'This link leads nowhere. Was the whole of it copied?',
  'signIn.signInTo': 'Sign in to {siteName}',
  'signIn.mailText': 'Open this link and press its button to sign in to {siteName}:',
  'signIn.mailEnd': 'It works once, within 30 minutes. If you did not ask for it, leave it: nothing happens.',
} as const satisfies Record<string, Message>;
