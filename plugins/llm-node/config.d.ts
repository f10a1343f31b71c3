import { HumanDuration } from '@backstage/types';

export interface Config {
  /** Settings of the llm plugin. */
  llm?: {
    /**
     * The hub that models come from, and what else may be asked when somebody
     * names a model by its address. Only hosts on the internet are asked, by
     * https, except for those that stand here.
     */
    hub?: {
      /**
       * Address of the hub; `https://huggingface.co` by default. Mirrors and
       * air-gapped hubs speak the same API, also below a path, such as
       * `https://artifacts.example.com/api/huggingfaceml/models`. It may be
       * inside the network, and begin with http://. An authority of your own
       * for its certificate goes to `NODE_EXTRA_CA_CERTS`.
       */
      endpoint?: string;
      /**
       * Token of the hub, for gated and private models: everybody who may look
       * at a model then sees the configuration of those that it opens. It is
       * sent to the host of `endpoint` alone, never to where that leads on.
       * @visibility secret
       */
      token?: string;
      /**
       * Further hosts that may be inside the network: where the hub keeps its
       * large files, registries, servers of files. Each is a host, with its
       * port unless that is the usual one, such as `registry.example.com:5000`;
       * `http://` in front says that it has no TLS. No wildcards.
       */
      allowedHosts?: string[];
      /**
       * How long an answer may take, such as `{ seconds: 30 }` or `30s`; 15
       * seconds by default.
       */
      timeout?: HumanDuration | string;
    };
    /**
     * Which groups hold the plugin's roles. Everybody who is signed in is a
     * `member`; who owns an entity (directly or through a group) is its
     * `owner`. Read by the permission helpers of
     * `@modelyard/plugin-llm-node`; without a permission policy that uses them
     * these settings have no effect.
     */
    roles?: {
      /**
       * Refs of the groups that run the LLM platform, for example
       * `group:default/ml-platform`. Their members may see the health of data
       * sources.
       */
      platform?: string[];
      /**
       * Refs of the groups that review. Their members read everything,
       * including the health of data sources, and run nothing, even when they
       * belong to a platform group as well.
       */
      reviewers?: string[];
    };
    /**
     * Targets that manifests are rendered for, usually one for each cluster. What stands here decides what is rendered:
     * a target that lacks a component gets nothing that needs it.
     */
    targets?: Array<{
      /** Name of the target, which intents carry: lower-case letters, digits and hyphens. */
      name: string;
      /**
       * Name of its cluster in the Kubernetes plugin of the portal (`kubernetes.clusterLocatorMethods`), which is asked
       * by server-side dry runs whether it would take what was rendered; the name of the target by default.
       */
      cluster?: string;
      /**
       * Ref of the group that answers for the cluster. It has to agree to changes that set up something for all of it, such as
       * how GPUs are shared; only who runs the platform can where it is absent.
       */
      owner?: string;
      /**
       * Namespaces that models may be put into; any by default, but those that begin with `kube-` and those of GPU operator,
       * gateway and monitoring, which have to be named here to be used.
       */
      namespaces?: Array<{
        /** Name, in which `*` stands for any characters, such as `search-*`. */
        name: string;
        /** Refs of the groups whose deployments may go there; any by default. */
        groups?: string[];
      }>;
      /** Version of Kubernetes, such as `1.36`. Quote it: 1.30 is a number otherwise. */
      kubernetes: string;
      /**
       * Versions of what is installed there: `kserve`, `envoyGateway`, `envoyAiGateway`, `gatewayApi`,
       * `inferenceExtension`, `llmDRouter`, `leaderWorkerSet`, `kueue`, `workloadVariantAutoscaler`, `keda`,
       * `prometheusOperator`, `gpuOperator`, `nvidiaDevicePlugin`, `nvidiaDraDriver`, `nodeFeatureDiscovery`.
       */
      components?: { [component: string]: string };
      /** Feature gates that are on there though they are off by default. */
      featureGates?: string[];
      /** What the names of services end with; `cluster.local` by default. */
      clusterDomain?: string;
      /** Labels that every object gets, such as a cost centre. */
      labels?: { [label: string]: string };
      /** Images that are used where an intent names none. */
      images?: {
        /** Of vLLM. */
        vllm?: string;
        /** That fetches models for KServe. */
        kserveStorageInitializer?: string;
        /** Of the endpoint picker of an inference pool. */
        endpointPicker?: string;
        /** That holds a pod while an image is pulled. */
        pause?: string;
      };
      /** Taints of GPU nodes that model servers tolerate. */
      gpuTolerations?: Array<{
        /** Key of the taint. */
        key: string;
        /** `Exists` by default. */
        operator?: 'Exists' | 'Equal';
        /** Value of the taint, with `Equal`. */
        value?: string;
        /** Effect of the taint; every effect where it is absent. */
        effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
      }>;
      /** What the NVIDIA GPU Operator is called there. */
      gpuOperator?: {
        /** Where it, or the device plugin, runs; `gpu-operator` by default. */
        namespace?: string;
        /** ConfigMap that the ClusterPolicy names under `devicePlugin.config`. */
        devicePluginConfig?: string;
        /** ConfigMap that the ClusterPolicy names under `migManager.config`. */
        migConfig?: string;
        /** ConfigMap that the ClusterPolicy names under `vgpuDeviceManager.config`. */
        vgpuConfig?: string;
      };
      /** Kueue there. */
      kueue?: {
        /**
         * Resources that it counts the devices of a DeviceClass as, by the names of the classes. Its own configuration
         * says the same under `resources.deviceClassMappings`.
         */
        deviceClasses?: { [deviceClass: string]: string };
      };
      /** Volumes. */
      storage?: {
        /** StorageClass of volumes; the default one where it is absent. */
        className?: string;
      };
      /** Switches of KServe. */
      kserve?: {
        /** Whether models are cached on nodes (`localModel.enabled`), which they are not as shipped. */
        localModelCache?: boolean;
        /** Whether the pods of an LLMInferenceService speak HTTPS. */
        llmTls?: boolean;
      };
      /** Where model servers fetch models. */
      hub?: {
        /** Address of a Hugging Face mirror. */
        endpoint?: string;
        /** Kubernetes Secret with the token for gated models. */
        token?: {
          /** Name of the Secret. */
          name: string;
          /** Key in it. */
          key: string;
        };
      };
      /** The gateway that clients reach models through. */
      gateway?: {
        /** Name of the Gateway. */
        name: string;
        /** Namespace of the Gateway. */
        namespace: string;
        /** Where its proxies run, if not in its namespace. */
        proxyNamespace?: string;
        /** Listener that routes attach to. */
        listener?: string;
        /** GatewayClass. */
        className?: string;
        /** Labels of namespaces whose routes it lets in. */
        namespaceLabels?: { [label: string]: string };
        /** Header with the consumer; `x-tenant-id` by default. */
        tenantHeader?: string;
        /** What sets that header; absent where nothing does. */
        tenantHeaderSetBy?: 'jwt' | 'external-authorization';
        /** Whether it has a rate-limit service. */
        globalRateLimit?: boolean;
      };
      /** Prometheus in the cluster. */
      monitoring?: {
        /** Where it runs; `monitoring` by default. */
        namespace?: string;
        /** Labels that it selects monitors and rules by. */
        labels?: { [label: string]: string };
        /** Address of its API inside the cluster. */
        prometheusUrl?: string;
        /** TriggerAuthentication that KEDA reaches it with. */
        authentication?: string;
        /** What that TriggerAuthentication holds; `bearer` by default. */
        authenticationMode?: 'bearer' | 'basic' | 'tls' | 'custom';
      };
    }>;
    /** How rendered manifests are checked. */
    manifests?: {
      /**
       * Files and folders with the CustomResourceDefinitions (YAML) and the definitions of Kubernetes (OpenAPI, JSON) of
       * the targets. Without them manifests are checked by the rules of their families only, and each check says so.
       */
      crdPaths?: string[];
    };
  };
}
