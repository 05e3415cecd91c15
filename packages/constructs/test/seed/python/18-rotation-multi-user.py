# instance is of type DatabaseInstance
# my_imported_secret is of type DatabaseSecret

instance.add_rotation_multi_user("MyUser",
    secret=my_imported_secret
)
