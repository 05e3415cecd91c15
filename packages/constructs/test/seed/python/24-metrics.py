# The number of database connections in use (average over 5 minutes)
# instance is of type DatabaseInstance

# Average CPU utilization over 5 minutes
# cluster is of type DatabaseCluster

db_connections = instance.metric_database_connections()
cpu_utilization = cluster.metric_cPUUtilization()

# The average amount of time taken per disk I/O operation (average over 1 minute)
read_latency = instance.metric("ReadLatency", statistic="Average", period=Duration.seconds(60))
