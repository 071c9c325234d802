#!/bin/sh
# Tries packaging/Dockerfile where there is no Docker: `image.sh ROOT` makes a clean root of
# the Debian that it names in the folder ROOT (by debootstrap, as root; one that is there is
# taken as it is), does there what the file says, line by line, and reports on the demo study.
set -eu
cd "$(dirname "$0")/.."
# What is mounted is so for this script alone, and gone when it ends.
[ -n "${IMAGE_ALONE:-}" ] || exec unshare --mount env IMAGE_ALONE=yes sh tools/image.sh "$@"
root=${1:?usage: image.sh ROOT}
file=packaging/Dockerfile

# Its instructions, one a line.
instructions() { sed -e '/^#/d' -e '/^$/d' "$file" | sed -e ':a' -e '/\\$/N; s/\\\n *//; ta'; }
release=$(instructions | sed -n 's/^FROM debian://p')
[ -e "$root/etc/debian_version" ] ||
  debootstrap --variant=minbase --include=ca-certificates "$release" "$root" > "$root.log"
# A container's network is that of its host.
cp /etc/resolv.conf "$root/etc/resolv.conf"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"

settings= folder=/ user=root
inside() { # user, command
  # shellcheck disable=SC2086
  chroot --userspec="$1" "$root" env -i HOME=/tmp PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    $settings sh -c "cd '$folder' && $2"
}
instructions > "$root/tmp/instructions"
while read -r instruction rest; do
  echo "== $instruction $rest" | cut -c 1-100
  case $instruction in
    FROM|CMD) ;;
    ENV) settings="$settings $rest" ;;
    RUN) inside "$user" "$rest" < /dev/null > "$root.log" 2>&1 || { tail -n 20 "$root.log"; exit 1; } ;;
    COPY) mkdir -p "$root/${rest#. }"; git ls-files -z | tar -c --null -T - | tar -x -C "$root/${rest#. }" ;;
    USER) user=$rest ;;
    WORKDIR) folder=$rest; mkdir -p "$root$folder" ;;
    ENTRYPOINT) program=$(echo "$rest" | tr -d '[]"') ;;
    *) echo "image.sh: what is $instruction?" >&2; exit 1 ;;
  esac
done < "$root/tmp/instructions"

# As a container runs with a folder of the user's own.
cp -R inst/extdata/demo/. "$root$folder"
inside root "chown -R $user ."
inside "$user" "$program --help" | head -n 3
for kind in html docx pdf pptx xlsx; do
  inside "$user" "$program report study.yml --output evaluation.$kind"
  [ -s "$root$folder/evaluation.$kind" ] || { echo "image.sh: no evaluation.$kind" >&2; exit 1; }
done
ls -l "$root$folder"/evaluation.*
