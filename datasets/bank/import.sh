#!/bin/sh
# Imports the bank's inventory of one month into the store of --store or FAULTLINE_STORE, source by source.
# Usage: datasets/bank/import.sh 2026-09 [option of `faultline import` ...]
set -eu
folder=$(dirname "$0")
month=${1:?a month: 2026-09 or 2026-11}
shift
faultline=${FAULTLINE:-faultline}
inventory() { "$faultline" import --full retire --reason "inventory of $month" "$@"; }

inventory --source facilities "$@" csv "$folder/$month/facilities.csv"
inventory --source network --mapping "$folder/network.mapping.yaml" "$@" csv "$folder/$month/network.csv"
inventory --source hardware --mapping "$folder/hardware.mapping.yaml" "$@" csv "$folder/$month/hardware.csv"
inventory --source virtualisation "$@" interchange "$folder/$month/virtualisation.ndjson"
for cluster in pay-north pay-south; do
    inventory --source "kubernetes-$cluster" --option "cluster=$cluster" "$@" \
        kubernetes "$folder/$month/kubernetes-$cluster.json"
done
inventory --source architecture "$@" interchange "$folder/$month/architecture.json"
