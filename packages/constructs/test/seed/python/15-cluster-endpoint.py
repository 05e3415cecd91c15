# cluster is of type DatabaseCluster

write_address = cluster.cluster_endpoint.socket_address
