/** A small file of each kind, for editors. */

export const SITE_EXAMPLE = {
  name: 'Example University',
  uidDomain: 'calendar.example.edu',
  places: { 'bowen-222': { name: 'Bowen Hall 222', also: ['Bowen 222'] } },
};

export const TERM_EXAMPLE = {
  title: 'Fall 2018',
  zone: 'America/New_York',
  classes: '2018-09-12 to 2018-12-14',
  breaks: [{ name: 'Fall recess', dates: '2018-10-27 to 2018-11-04' }],
};

export const COURSE_EXAMPLE = {
  code: 'COS 418',
  title: 'Distributed Systems',
  sections: {
    L01: { kind: 'lecture', meets: 'Mon Wed 10:00am-10:50am', where: 'CS 104' },
    P01: { kind: 'precept', meets: 'Fri 10:00am-10:50am', where: 'Bowen 222' },
  },
  changes: [{ announced: '2018-10-10 18:00', sections: 'P01', on: '2018-10-12', cancel: 'yes', say: 'Join P02.' }],
};
