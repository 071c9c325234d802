/* Gives the effects of a contrast from its moments, counts and rank sums: the
 * one place of their formulas, whether people count once, more often, or for
 * more or less than one. What does not exist is NaN. */
#ifndef PW_CHANGE_EFFECTS_H
#define PW_CHANGE_EFFECTS_H

typedef enum {
  PW_EFFECT_CHANGE,        /* mean of after less before */
  PW_EFFECT_D_AV,          /* change / sqrt((sd_before^2 + sd_after^2) / 2)
                              (Cumming 2012) */
  PW_EFFECT_D_Z,           /* change / sd_change (Cohen 1988, p. 48) */
  PW_EFFECT_D_RM,          /* d_z sqrt(2 (1 - r)) (Morris and DeShon 2002) */
  PW_EFFECT_D_B,           /* change / sd_before (Becker 1988) */
  PW_EFFECT_R,             /* Pearson's, of before and after */
  PW_EFFECT_SUPERIORITY,   /* (improved + same / 2) / n */
  PW_EFFECT_RANK_BISERIAL, /* (positive - negative) / their sum (Kerby 2014) */
  PW_EFFECT_SD_CHANGE,     /* what a studentised change is divided by */
  PW_EFFECTS               /* how many there are */
} pw_effect;

/* What effects follow from. A spread within the tally's resolution is 0; with
 * n of 1 or less there is none, and NaN. */
typedef struct {
  double n, change;
  double sd_before, sd_after, sd_change, covariance;
  double improved, worse;    /* people */
  double positive, negative; /* sums of ranks; both 0 where there are none */
} pw_effect_basis;

void pw_effects_of(const pw_effect_basis *basis, double to[PW_EFFECTS]);

#endif
