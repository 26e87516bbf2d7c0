"""What discovery is measured with, the same on every machine: a list of a Kubernetes cluster, a snapshot of AWS Config,
and three sources that speak of one estate."""

import hashlib
import json
import os
import random

GIGABYTE = 10**9
SEED = 7
CHANGED = 100  # one CI in so many changes, another in each source


def kubernetes(path, size=GIGABYTE):
    """A `List` as `kubectl get … -A -o json` prints it: nodes; per ten pods a deployment and its replica set.
    Returns how many objects it has."""
    objects = _Array(path, '{\n    "apiVersion": "v1",\n    "items": [\n', ",\n", '\n    ],\n    "kind": "List"\n}\n')
    pod, deployment, replica_set, node = (
        _template(value, indent=4)
        for value in (_pod(), _workload("Deployment"), _workload("ReplicaSet", **_owned("Deployment")), _node()))
    place = 0
    with objects:
        while objects.size < size:
            app = f"app-{place // 10}"
            fields = {
                "app": app, "namespace": f"team-{place // 200}", "node": f"worker-{place // 50}", "name": app,
                "uid": _uuid("pod", place), "owner": f"{app}-7d4b9c6f5", "owneruid": _uuid("set", place // 10)}
            if place % 50 == 0:
                objects.add(_fill(node, fields | {"uid": _uuid("node", place // 50)}))
            if place % 10 == 0:
                uid = _uuid("deployment", place // 10)
                objects.add(_fill(deployment, fields | {"uid": uid}))
                objects.add(_fill(replica_set, fields | {
                    "name": fields["owner"], "uid": fields["owneruid"], "owner": app, "owneruid": uid}))
            objects.add(_fill(pod, fields | {"name": f"{fields['owner']}-{place:05}"}))
            place += 1
    return objects.count


def aws_config(path, size=GIGABYTE):
    """A snapshot as AWS Config delivers it, on one line: instances, each with a volume and an interface, in subnets.
    Returns how many items it has."""
    head = '{"fileVersion":"1.0","configSnapshotId":"6fbb3ad8-0000-1111-2222-333344445555","configurationItems":['
    items = _Array(path, head, ",", "]}")
    templates = {name: _template(value) for name, value in _aws_items().items()}
    place = 0
    with items:
        while items.size < size:
            fields = {
                "id": f"{place:017x}", "subnet": f"{place // 200:017x}", "vpc": f"{place // 4000:017x}",
                "address": f"10.{place >> 16 & 255}.{place >> 8 & 255}.{place & 255}", "name": f"app-{place}"}
            kinds = ["instance", "volume", "interface"]
            kinds += ["subnet"] if place % 200 == 0 else []
            kinds += ["vpc"] if place % 4000 == 0 else []
            for kind in kinds:
                items.add(_fill(templates[kind], fields))
            place += 1
    return items.count


def sources(folder, cis, changed):
    """Three sources of one estate of servers and virtual machines; with `changed`, one CI in a hundred of each source
    has another value of one attribute that the other two do not know. Returns the files."""
    writers = {"cmdb": _cmdb, "vsphere": _vsphere, "osquery": _osquery}
    paths = []
    for remainder, (name, write) in enumerate(writers.items()):
        path = folder / f"{name}-{'changed' if changed else 'first'}.ndjson"
        paths.append(path)
        if path.exists():
            continue
        part = path.with_suffix(".part")
        with open(part, "w") as file:
            file.write(json.dumps({"faultline": 1, "source": name}) + "\n")
            # Each source has an order of its own.
            order = list(range(cis))
            random.Random(SEED + remainder).shuffle(order)
            for place in order:
                file.write(write(place, changed and place % CHANGED == remainder))
        os.rename(part, path)
    return paths


def is_server(place):
    """Three of ten CIs are hypervisors, which run the next seven."""
    return place % 10 < 3


def _cmdb(place, is_changed):
    owner = f"team-{place % 97 + (100 if is_changed else 0)}"
    environment = "production" if place % 7 else "test"
    common = f'"owner":"{owner}","environment":"{environment}","costCentre":"K{place % 311:04}"'
    if is_server(place):
        return (
            f'{{"class":"Hypervisor","id":"CI{place:08}","name":"hv-{place}","serialNumber":"SN{place * 7919:010}",'
            f'"assetTag":"A{place:07}","rackPosition":{place % 42 + 1},{common}}}\n')
    return (
        f'{{"class":"VirtualMachine","id":"CI{place:08}","name":"vm-{place}","instanceUUID":"{_number_uuid(5, place)}",'
        f'"fqdn":"vm-{place}.example.com",{common}}}\n')


def _vsphere(place, is_changed):
    memory = (place % 8 + 1) * 4096 + (1024 if is_changed else 0)
    if is_server(place):
        return (
            f'{{"class":"Hypervisor","id":"host-{place}","name":"hv-{place}.example.com",'
            f'"serialNumber":"SN{place * 7919:010}","processors":2,"memoryMegabytes":{memory},"product":"ESXi",'
            f'"version":"8.0.{place % 3}"}}\n')
    host = place - place % 10 + place % 3
    return (
        f'{{"class":"VirtualMachine","id":"vm-{place}","name":"vm-{place}","instanceUUID":"{_number_uuid(5, place)}",'
        f'"biosUUID":"{_number_uuid(6, place)}","macAddresses":["{_mac(place)}"],"processors":{place % 4 + 1},'
        f'"memoryMegabytes":{memory},"powerState":"poweredOn"}}\n'
        f'{{"type":"RUNS_ON","from":"vm-{place}","to":"host-{host}"}}\n')


def _osquery(place, is_changed):
    kernel = f"6.1.0-{place % 5 + (20 if is_changed else 10)}"
    if is_server(place):
        return (
            f'{{"class":"Hypervisor","id":"{_number_uuid(7, place)}","name":"hv-{place}",'
            f'"serialNumber":"sn{place * 7919:010}","manufacturer":"Dell Inc.","kernelVersion":"{kernel}",'
            f'"architecture":"x86_64"}}\n')
    return (
        f'{{"class":"VirtualMachine","id":"{_number_uuid(7, place)}","name":"vm-{place}",'
        f'"biosUUID":"{_number_uuid(6, place).upper()}","fqdn":"vm-{place}.example.com",'
        f'"macAddresses":["{_mac(place).upper()}"],"operatingSystem":"Debian GNU/Linux","kernelVersion":"{kernel}",'
        f'"architecture":"x86_64"}}\n')


def _number_uuid(kind, place):
    mixed = place * 0x9E3779B97F4A7C15 & 2**64 - 1
    return f"{mixed >> 32:08x}-{mixed >> 16 & 0xFFFF:04x}-4{kind:03x}-8{mixed & 0xFFF:03x}-{place:012x}"


def _mac(place):
    return f"00:50:56:{place >> 16 & 255:02x}:{place >> 8 & 255:02x}:{place & 255:02x}"


def _uuid(kind, place):
    digits = hashlib.md5(f"{kind} {place}".encode()).hexdigest()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


class _Array:
    """A file with one long list in it."""

    def __init__(self, path, head, separator, tail):
        self.path, self.separator, self.tail, self.count, self.size = path, separator, tail, 0, 0
        self.part = path.with_suffix(".part")
        self.file = open(self.part, "w")
        self.file.write(head)

    def add(self, text):
        if self.count:
            self.file.write(self.separator)
        self.file.write(text)
        self.count += 1
        self.size += len(text) + len(self.separator)

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        self.file.write(self.tail)
        self.file.close()
        if kind is None:
            os.rename(self.part, self.path)


def _template(value, indent=None):
    """JSON text cut at its @places@: text, place, text …"""
    separators = None if indent else (",", ":")
    text = json.dumps(value, indent=indent, separators=separators)
    return text.replace("\n", "\n        ").split("@")


def _fill(template, fields):
    return "".join(fields[part] if number % 2 else part for number, part in enumerate(template))


def _metadata(name, labels, **others):
    # What the API keeps beside each object of who wrote which field.
    fields = {f"f:{key}": {".": {}, "f:name": {}, "f:value": {}} for key in ("labels", "env", "image", "ports")}
    return {
        "creationTimestamp": "2026-08-14T07:31:10Z", "labels": labels,
        "managedFields": [
            {"apiVersion": "v1", "fieldsType": "FieldsV1", "fieldsV1": {"f:spec": fields, "f:metadata": fields},
             "manager": manager, "operation": "Update", "time": "2026-08-14T07:31:07Z"}
            for manager in ("kube-controller-manager", "kubelet")],
        "name": name, "resourceVersion": "418570", "uid": "@uid@"} | others


def _owned(kind):
    return {"ownerReferences": [{
        "apiVersion": "apps/v1", "controller": True, "kind": kind, "name": "@owner@", "uid": "@owneruid@"}]}


def _container(name):
    return {
        "env": [{"name": f"SETTING_{number}", "value": "on"} for number in range(6)] + [
            {"name": "DB_PASSWORD", "valueFrom": {"secretKeyRef": {"key": "password", "name": "@app@-login"}}}],
        "envFrom": [{"configMapRef": {"name": "@app@-settings", "optional": True}}],
        "image": "registry.example.com/@app@:1.4.2", "name": name,
        "ports": [{"containerPort": 8080, "name": "http", "protocol": "TCP"}],
        "readinessProbe": {"failureThreshold": 3, "httpGet": {"path": "/healthz", "port": "http", "scheme": "HTTP"}},
        "resources": {"limits": {"cpu": "500m", "memory": "512Mi"}, "requests": {"cpu": "250m", "memory": "256Mi"}}}


def _pod():
    return {
        "apiVersion": "v1", "kind": "Pod",
        "metadata": _metadata("@name@", {"app": "@app@"}, namespace="@namespace@", **_owned("ReplicaSet")),
        "spec": {
            "containers": [_container("web"), _container("proxy")], "dnsPolicy": "ClusterFirst", "nodeName": "@node@",
            "restartPolicy": "Always", "serviceAccountName": "@app@",
            "volumes": [{"configMap": {"defaultMode": 420, "name": "@app@-settings"}, "name": "settings"}]},
        "status": {
            "conditions": [
                {"lastProbeTime": None, "lastTransitionTime": "2026-08-14T07:31:10Z", "status": "True", "type": kind}
                for kind in ("Initialized", "Ready", "ContainersReady", "PodScheduled")],
            "containerStatuses": [
                {"image": "registry.example.com/@app@:1.4.2", "name": name, "ready": True, "restartCount": 0,
                 "started": True, "state": {"running": {"startedAt": "2026-08-14T07:31:12Z"}}}
                for name in ("web", "proxy")],
            "phase": "Running", "podIP": "10.244.0.1", "qosClass": "Burstable"}}


def _workload(kind, **owned):
    return {
        "apiVersion": "apps/v1", "kind": kind,
        "metadata": _metadata("@name@", {"app": "@app@"}, namespace="@namespace@", **owned),
        "spec": {
            "replicas": 10, "selector": {"matchLabels": {"app": "@app@"}},
            "template": {"metadata": {"labels": {"app": "@app@"}}, "spec": {"containers": [_container("web")]}}},
        "status": {"observedGeneration": 3, "readyReplicas": 10, "replicas": 10}}


def _node():
    return {
        "apiVersion": "v1", "kind": "Node",
        "metadata": _metadata("@node@", {"kubernetes.io/hostname": "@node@", "kubernetes.io/os": "linux"}),
        "spec": {"podCIDR": "10.244.7.0/24", "providerID": "aws:///eu-central-1a/@node@"},
        "status": {
            "capacity": {"cpu": "16", "memory": "64195920Ki", "pods": "110"},
            "conditions": [{"status": "True", "type": "Ready"}],
            "nodeInfo": {"kernelVersion": "6.1.0-25-amd64", "kubeletVersion": "v1.30.4", "systemUUID": "@uid@"}}}


def _aws_items():
    def item(kind, short, configuration, relationships):
        return {
            "relatedEvents": [],
            "relationships": [
                {"resourceId": other, "resourceType": f"AWS::EC2::{of}", "name": "Is related to"}
                for of, other in relationships.items()],
            "configuration": configuration, "supplementaryConfiguration": {}, "tags": {"Name": "@name@"},
            "configurationItemVersion": "1.3", "configurationItemCaptureTime": "2026-08-01T10:00:00.000Z",
            "configurationStateId": 1, "awsAccountId": "111122223333",
            "configurationItemStatus": "ResourceDiscovered", "resourceType": f"AWS::EC2::{kind}", "resourceId": short,
            "ARN": f"arn:aws:ec2:eu-west-1:111122223333:{kind.lower()}/{short}", "awsRegion": "eu-west-1",
            "availabilityZone": "eu-west-1a", "configurationStateMd5Hash": "",
            "resourceCreationTime": "2026-07-01T10:00:00.000Z"}

    within = {"VPC": "vpc-@vpc@", "Subnet": "subnet-@subnet@"}
    tags = [{"key": "Name", "value": "@name@"}, {"key": "team", "value": "shop"}]
    return {
        "instance": item("Instance", "i-@id@", {
            "instanceId": "i-@id@", "imageId": "ami-0a0b0c0d", "state": {"code": 16, "name": "running"},
            "instanceType": "m7i.large", "placement": {"availabilityZone": "eu-west-1a"}, "vpcId": "vpc-@vpc@",
            "subnetId": "subnet-@subnet@", "privateIpAddress": "@address@", "tags": tags,
            "securityGroups": [{"groupName": "app", "groupId": "sg-0a0b0c0d"}],
            "blockDeviceMappings": [{"deviceName": "/dev/xvda", "ebs": {"volumeId": "vol-@id@", "status": "attached"}}],
        }, within | {"Volume": "vol-@id@", "NetworkInterface": "eni-@id@"}),
        "volume": item("Volume", "vol-@id@", {
            "volumeId": "vol-@id@", "size": 100, "encrypted": True, "volumeType": "gp3", "tags": tags,
            "attachments": [{"instanceId": "i-@id@", "volumeId": "vol-@id@", "state": "attached"}],
        }, {"Instance": "i-@id@"}),
        "interface": item("NetworkInterface", "eni-@id@", {
            "networkInterfaceId": "eni-@id@", "subnetId": "subnet-@subnet@", "vpcId": "vpc-@vpc@",
            "privateIpAddress": "@address@", "attachment": {"instanceId": "i-@id@", "status": "attached"},
            "groups": [{"groupName": "app", "groupId": "sg-0a0b0c0d"}],
        }, within | {"Instance": "i-@id@"}),
        "subnet": item("Subnet", "subnet-@subnet@", {
            "subnetId": "subnet-@subnet@", "vpcId": "vpc-@vpc@", "cidrBlock": "10.1.0.0/24",
            "availabilityZone": "eu-west-1a"}, {"VPC": "vpc-@vpc@"}),
        "vpc": item("VPC", "vpc-@vpc@", {"vpcId": "vpc-@vpc@", "cidrBlock": "10.0.0.0/8"}, {}),
    }
