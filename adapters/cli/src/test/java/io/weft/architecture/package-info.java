/*
 * Copyright 2026 The Weft Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
/**
 * The rules that hold the house together, checked on the compiled classes and on the poms: who may
 * import whom, and what code that must decide alike everywhere may not call. The rules stand beside
 * the command line because it alone has every adapter on its class path. Each rule is also shown a
 * small fixture that breaks it.
 */
package io.weft.architecture;
