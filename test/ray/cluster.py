"""A cluster of Ray on this machine: a head and two more nodes of one processor each. Writes its address; ends one of the two by its id when told `kill ID`, the
head when told `kill head`, and says whether there is such a node; ends all with stdin."""

import sys

from ray.cluster_utils import Cluster

cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
nodes = [cluster.add_node(num_cpus=1) for _ in range(2)]
print(cluster.address, flush=True)
for line in sys.stdin:
    if line.split() == ["kill", "head"]:
        cluster.head_node.kill_all_processes(check_alive=False, allow_graceful=False)
        print("killed", flush=True)
        continue
    found = [node for node in nodes if line.split() == ["kill", node.node_id]]
    for node in found:
        nodes.remove(node)
        cluster.remove_node(node, allow_graceful=False)
    print("killed" if found else "not one of the two", flush=True)
for node in nodes:
    cluster.remove_node(node)
cluster.head_node.kill_all_processes(check_alive=False, allow_graceful=True)
