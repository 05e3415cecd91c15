import { mysql, type Scenario } from "../kit.ts";

export const scenarios: readonly Scenario[] = [
  {
    name: "a proxy",
    build: (m, stack, vpc) => {
      const db = new m.DatabaseCluster(stack, "Db", {
        engine: mysql(m),
        vpc,
        writer: m.ClusterInstance.serverlessV2("W"),
      });
      if (db.secret) db.addProxy("Proxy", { vpc, secrets: [db.secret] });
    },
  },
];
