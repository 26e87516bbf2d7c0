#!/bin/sh
# Imports the bank's inventory of one month, or what other tools discovered of the same things on 20 November, into the
# store of --store or FAULTLINE_STORE, source by source.
# Usage: datasets/bank/import.sh 2026-09|2026-11|discovered [option of `faultline import` ...]
set -eu
folder=$(dirname "$0")
month=${1:?a month, 2026-09 or 2026-11, or discovered}
shift
faultline=${FAULTLINE:-faultline}
reason="inventory of $month"
inventory() { "$faultline" import --full retire --reason "$reason" "$@"; }

if [ "$month" = discovered ]; then
    reason=discovery
    for format in servicenow netbox vsphere ansible-facts lldp nmap; do
        inventory --source "${format%-facts}" "$@" "$format" "$folder/$month/$format"*
    done
    exit
fi
inventory --source facilities "$@" csv "$folder/$month/facilities.csv"
inventory --source network --mapping "$folder/network.mapping.yaml" "$@" csv "$folder/$month/network.csv"
inventory --source hardware --mapping "$folder/hardware.mapping.yaml" "$@" csv "$folder/$month/hardware.csv"
inventory --source virtualisation "$@" interchange "$folder/$month/virtualisation.ndjson"
for cluster in pay-north pay-south; do
    inventory --source "kubernetes-$cluster" --option "cluster=$cluster" "$@" \
        kubernetes "$folder/$month/kubernetes-$cluster.json"
done
inventory --source architecture "$@" interchange "$folder/$month/architecture.json"
