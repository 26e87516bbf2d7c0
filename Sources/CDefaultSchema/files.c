#include "CDefaultSchema.h"

// #embed is C23, and an extension that the compiler announces in earlier modes.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char core_yaml[] = {
#embed "../../schemas/core.yaml"
};
static const unsigned char facilities_yaml[] = {
#embed "../../schemas/facilities.yaml"
};
static const unsigned char network_yaml[] = {
#embed "../../schemas/network.yaml"
};
static const unsigned char compute_yaml[] = {
#embed "../../schemas/compute.yaml"
};
static const unsigned char containers_yaml[] = {
#embed "../../schemas/containers.yaml"
};
static const unsigned char cloud_yaml[] = {
#embed "../../schemas/cloud.yaml"
};
static const unsigned char storage_and_data_yaml[] = {
#embed "../../schemas/storage-and-data.yaml"
};
static const unsigned char software_and_services_yaml[] = {
#embed "../../schemas/software-and-services.yaml"
};
static const unsigned char people_and_records_yaml[] = {
#embed "../../schemas/people-and-records.yaml"
};
static const unsigned char relationships_yaml[] = {
#embed "../../schemas/relationships.yaml"
};
static const unsigned char reconciliation_yaml[] = {
#embed "../../schemas/reconciliation.yaml"
};

#define ENTRY(file, text) {file, text, sizeof(text)}

static const faultline_schema_file files[] = {
    ENTRY("core.yaml", core_yaml),
    ENTRY("facilities.yaml", facilities_yaml),
    ENTRY("network.yaml", network_yaml),
    ENTRY("compute.yaml", compute_yaml),
    ENTRY("containers.yaml", containers_yaml),
    ENTRY("cloud.yaml", cloud_yaml),
    ENTRY("storage-and-data.yaml", storage_and_data_yaml),
    ENTRY("software-and-services.yaml", software_and_services_yaml),
    ENTRY("people-and-records.yaml", people_and_records_yaml),
    ENTRY("relationships.yaml", relationships_yaml),
    ENTRY("reconciliation.yaml", reconciliation_yaml),
};

const faultline_schema_file *faultline_schema_files(size_t *count) {
    *count = sizeof(files) / sizeof(files[0]);
    return files;
}
