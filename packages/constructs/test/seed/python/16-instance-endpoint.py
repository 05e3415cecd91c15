# instance is of type DatabaseInstance

address = instance.instance_endpoint.socket_address
