# vpc is of type Vpc
# security_group is of type SecurityGroup
# secrets is of type list of Secret
# db_instance is of type DatabaseInstance


proxy = db_instance.add_proxy("proxy",
    borrow_timeout=Duration.seconds(30),
    max_connections_percent=50,
    secrets=secrets,
    vpc=vpc
)
