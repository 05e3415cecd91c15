# instance is of type DatabaseInstance
# fn is of type Function

rule = instance.on_event("InstanceEvent", target=targets.LambdaFunction(fn))
