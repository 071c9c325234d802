/* The build without ReadStat. readstat.c, por.c and stata_sas.c are compiled
 * where the library is found, without_readstat.c in their place where it is
 * not, so that no other file knows of it. */
#ifndef PW_READ_WITHOUT_READSTAT_H
#define PW_READ_WITHOUT_READSTAT_H

/* 1 where .por, .dta, .sas7bdat and .xpt can be read by por.h and stata_sas.h;
 * 0 where both fail with PW_UNSUPPORTED. */
int pw_has_readstat(void);

#endif
