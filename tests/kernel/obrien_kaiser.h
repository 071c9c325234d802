/* O'Brien and Kaiser 1985, Table 7 (carData::OBrienKaiser): the mean of five
 * hours before, after and at the follow-up. */
static const double ok_pre[16] = {2, 4, 6, 5, 4, 8, 5, 3,
                                  4, 4, 3, 6, 6, 2, 3, 5};
static const double ok_post[16] = {3, 3, 5, 3, 6, 9, 8, 5,
                                   4, 7, 5, 9, 6, 5, 7, 7};
static const double ok_fup[16] = {3, 4, 7, 4, 4, 9, 9, 6,
                                  5, 8, 6, 8, 8, 6, 7, 8};
